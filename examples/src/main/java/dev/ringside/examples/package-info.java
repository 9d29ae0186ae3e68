/**
 * Bundled guests with their sources and images, found through ServiceLoader.
 */
package dev.ringside.examples;
