/**
 * Rules: what is to happen when the guest does something. A {@link dev.ringside.emulator.debug.rule.RuleSpec} is a value: which event
 * ({@link dev.ringside.emulator.debug.rule.Selector}), where ({@link dev.ringside.emulator.debug.rule.RuleScope}), under which condition,
 * and which actions. {@link dev.ringside.emulator.debug.rule.Rules} makes live ones of them.
 *
 * <p>An event, its scope, condition, counts and actions that only look are worked out where it happens, inside the engine. Whatever changes
 * the guest waits until the engine has stopped; when no action stops the guest for good, it goes on by itself. So a rule that changes nothing
 * leaves no trace in the guest: it reaches the same state as without.
 */
package dev.ringside.emulator.debug.rule;
