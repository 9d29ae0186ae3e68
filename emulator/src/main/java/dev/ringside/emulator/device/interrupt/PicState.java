package dev.ringside.emulator.device.interrupt;

/**
 * One 8259A as it stands; inputs are bits, 0 the lowest.
 *
 * @param name {@code pic0} is the master, {@code pic1} the slave behind its input 2
 * @param requests IRR: inputs that ask
 * @param mask IMR: inputs that are masked
 * @param inService ISR: inputs that are being served
 * @param lines levels of the wires
 * @param levelTriggered inputs that are level-triggered (ELCR)
 * @param vectorBase vector of input 0
 * @param lowestPriority the input of lowest priority; 7 unless rotated
 * @param expecting the initialisation word it waits for, {@code READY} when it waits for none
 * @param autoEoi ends interrupts by itself
 * @param specialFullyNested see the datasheet
 * @param specialMask see the datasheet
 * @param winner the input that would be acknowledged now; -1 when there is none
 */
public record PicState(String name, int requests, int mask, int inService, int lines, int levelTriggered, int vectorBase, int lowestPriority,
        String expecting, boolean autoEoi, boolean specialFullyNested, boolean specialMask, int winner) {}
