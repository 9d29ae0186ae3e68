/**
 * The compressions a Linux kernel payload may have: each decoder turns untrusted bytes into at most as many bytes as it is allowed to.
 */
package dev.ringside.emulator.boot.compression;
