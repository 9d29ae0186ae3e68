package dev.ringside.emulator.lockstep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes random programs: subroutines, then a main part that sets up its stack and segments, goes through a mixture of single
 * instructions and patterns, and begins again for ever, so that its code becomes hot. The same seed gives the same program.
 */
final class ProgramGenerator {
    private static final int ROOM = Environment.CODE_END - Environment.CODE - 0x100;
    private static final int INT3 = 0xCC;

    /** Neighbouring seeds of {@link Random} begin alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Map<ProgramMode, RowPool> pools = new EnumMap<>(ProgramMode.class);

    ProgramGenerator() {
        for (ProgramMode mode : ProgramMode.values()) {
            pools.put(mode, new RowPool(mode.bits()));
        }
    }

    /**
     * A program.
     *
     * @param limit instructions that it is run for
     */
    RandomProgram next(long seed, long limit) {
        Random random = new Random(seed * SPREAD);
        Environment environment = Environment.random(random);
        return new RandomProgram(environment, new Part(environment, random).lines(), limit, random.nextLong());
    }

    /** One program under construction. */
    private final class Part {
        private final Environment environment;
        private final Random random;
        private final CodeBuffer code;
        private final InstructionMaker instructions;
        private final ControlPatterns control;
        private final SystemPatterns system;
        private final List<Integer> subroutines = new ArrayList<>();
        private int counter;

        Part(Environment environment, Random random) {
            this.environment = environment;
            this.random = random;
            this.code = new CodeBuffer(environment);
            this.instructions = new InstructionMaker(environment, pools.get(environment.mode()), random);
            this.control = new ControlPatterns(environment, random);
            this.system = new SystemPatterns(environment, random);
        }

        List<byte[]> lines() {
            int subroutineCount = random.nextInt(4);
            control.near(code, 0, 0xE9);
            pad();
            for (int i = 0; i < subroutineCount; i++) {
                int start = code.next();
                items(1 + random.nextInt(6));
                code.add(Encoder.raw(0xC3));
                subroutines.add(start);
            }
            int main = code.next();
            head();
            items(8 + random.nextInt(80));
            control.near(code, main, 0xE9);
            code.replace(0, CodeLine.branch(code.line(0).bytes(), new Encoder(environment.mode()).natural(), main));
            return code.finish();
        }

        /** Sometimes the program begins just before the end of a page. */
        private void pad() {
            if (random.nextInt(3) == 0) {
                byte[] filler = new byte[Environment.PAGE - 0x180 + random.nextInt(0x170)];
                Arrays.fill(filler, (byte) INT3);
                code.add(filler);
            }
        }

        /** Sets up what the code after it needs, whatever has happened before. */
        private void head() {
            Encoder encoder = new Encoder(environment.mode());
            code.add(encoder.move(4, environment.dataOffset(Environment.STACK)));
            if (environment.mode() != ProgramMode.LONG_64) {
                code.add(Encoder.raw(0x50));
                code.add(encoder.move(0, environment.dataSelector()));
                code.add(Encoder.raw(0x8E, 0xD8));
                code.add(Encoder.raw(0x8E, 0xC0));
                code.add(Encoder.raw(0x58));
            }
            if (random.nextInt(4) != 0) {
                code.add(Encoder.raw(0xDB, 0xE3));
            }
            code.add(Encoder.raw(0xFC));
            if (environment.ring() == 0 && environment.timer() != 0) {
                code.add(Encoder.raw(0xFB));
            }
        }

        private void items(int count) {
            for (int i = 0; i < count && code.bytes() < ROOM; i++) {
                item(true);
            }
        }

        private void item(boolean mayLoop) {
            int choice = random.nextInt(100);
            if (choice < 62) {
                instructions.add(code);
            } else if (choice < 70) {
                control.flags(code);
            } else if (choice < 81) {
                control.conditional(code);
            } else if (choice < 84) {
                control.forward(code);
            } else if (choice < 87 && !subroutines.isEmpty()) {
                control.call(code, subroutines.get(random.nextInt(subroutines.size())));
            } else if (choice < 89) {
                control.indirect(code);
            } else if (choice < 93 && mayLoop) {
                loop();
            } else {
                system.add(code);
            }
        }

        private void loop() {
            int mine = counter++;
            int start = control.openLoop(code, mine);
            int body = 1 + random.nextInt(8);
            for (int i = 0; i < body; i++) {
                item(random.nextInt(4) == 0);
            }
            control.closeLoop(code, mine, start);
        }
    }
}
