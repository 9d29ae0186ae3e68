/**
 * Rules as they are typed and shown: {@link dev.ringside.repl.workbench.rule.RuleText} reads them, its events and actions rows of tables;
 * {@link dev.ringside.repl.workbench.rule.RuleView} shows rules and what they came to.
 */
package dev.ringside.repl.workbench.rule;
