/**
 * Recording and analysis of what a guest asked of its hypervisor.
 */
package dev.ringside.trace;
