package dev.ringside.emulator.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many elements at once are what the elements are one by one, and never more than the fast path reaches. */
class BulkAccessTest {
    private static final long FIRST = 0x10000, SECOND = 0x20000;
    private static final long MANY = 1L << 40;

    private final PhysicalMemory memory = new PhysicalMemory(1 << 20, 0);
    private final Mmu mmu = new Mmu(memory);

    /** Opens the fast paths of a page each; the pages behind stay as they are. */
    @BeforeEach
    void touch() {
        for (long page : new long[] {FIRST, SECOND}) {
            mmu.store8(page, 0);
        }
    }

    private long oneByOne(long first, long second, int size, long most, boolean equal) {
        long done = 0;
        while (done < most && (first + (done + 1) * size - 1 & -0x1000) <= FIRST && (second + (done + 1) * size - 1 & -0x1000) <= SECOND
                && (mmu.load(first + done * size, size) == mmu.load(second + done * size, size)) == equal) {
            done++;
        }
        return done;
    }

    // Few values, so that runs of equal ones and of different ones are both long now and then.
    private void fill(Random random, long page, int values) {
        for (int i = 0; i < 0x1000; i++) {
            mmu.store8(page + i, random.nextInt(100) == 0 ? random.nextInt(values) : (int) (page >>> 20) + i / 7 % 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void comparingStopsAtTheFirstPairThatEndsIt(int size) {
        Random random = new Random(size);
        for (int i = 0; i < 300; i++) {
            fill(random, FIRST, 3);
            fill(random, SECOND, 3);
            long first = FIRST + random.nextInt(0x1000);
            long second = SECOND + random.nextInt(0x1000);
            long most = random.nextInt(600);
            boolean equal = random.nextBoolean();
            assertEquals(oneByOne(first, second, size, most, equal), mmu.bulk.compare(first, second, size, most, equal));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void scanningStopsAtTheFirstElementThatEndsIt(int size) {
        Random random = new Random(size);
        for (int i = 0; i < 300; i++) {
            fill(random, FIRST, 256);
            long from = FIRST + random.nextInt(0x1000 - 8);
            long value = mmu.load(from, size);
            long place = from + random.nextInt((int) (FIRST + 0x1000 - from));
            boolean equal = random.nextBoolean();
            if (!equal) {
                value = random.nextLong();
                mmu.store(Math.min(place, FIRST + 0x1000 - size), size, value);
            }
            long found = mmu.bulk.scan(from, size, value, MANY, equal);
            long wanted = size == 8 ? value : value & (1L << 8 * size) - 1;
            for (long k = 0; k < found; k++) {
                assertEquals(equal, mmu.load(from + k * size, size) == wanted);
            }
            long end = from + found * size;
            assertEquals(end + size > FIRST + 0x1000, end + size > FIRST + 0x1000 || (mmu.load(end, size) == wanted) == equal);
        }
    }

    @Test
    void scanningForTheByteBesideAZeroIsNotTakenInByBorrows() {
        // 1 above 0 is what a borrow out of the 0 would make look like another 0.
        mmu.store64(FIRST + 8, 0x0101010101010100L);
        mmu.store64(FIRST, 0x0101010101010101L);
        assertEquals(8, mmu.bulk.scan(FIRST, 1, 0, MANY, false));
        mmu.store64(FIRST + 8, 0x0100010101010101L);
        assertEquals(14, mmu.bulk.scan(FIRST, 1, 0, MANY, false));
    }

    @Test
    void anElementAcrossThePagesEndIsLeftToTheCaller() {
        long from = FIRST + 0x1000 - 6;
        assertEquals(1, mmu.bulk.scan(from, 4, 0, MANY, true));
        assertEquals(1, mmu.bulk.compare(from, SECOND, 4, MANY, true));
        assertEquals(1, mmu.bulk.readable(from, 4, MANY));
        assertEquals(1, mmu.bulk.fill(from, 4, 0, MANY));
        assertEquals(0, mmu.bulk.fill(from + 4, 4, 0, MANY));
    }

    @Test
    void aPageThatHasNoFastPathIsLeftToTheCaller() {
        long untouched = FIRST + 0x1000;
        assertEquals(0, mmu.bulk.scan(untouched, 1, 0, MANY, true));
        assertEquals(0, mmu.bulk.readable(untouched, 1, MANY));
        assertEquals(0, mmu.bulk.compare(FIRST, untouched, 1, MANY, true));
        assertEquals(0, mmu.bulk.compare(untouched, FIRST, 1, MANY, true));
    }

    @Test
    void aPageThatIsWatchedIsLeftToTheCaller() {
        mmu.watch(new AccessWatch() {
            @Override
            public boolean watches(long linear) {
                return linear >>> 12 == FIRST >>> 12;
            }

            @Override
            public void accessed(long linear, int size, boolean write, long value) {}
        });
        mmu.load8(FIRST);
        mmu.load8(SECOND);
        assertEquals(0, mmu.bulk.scan(FIRST, 1, 0, MANY, true));
        assertEquals(0x1000, mmu.bulk.scan(SECOND, 1, 0, MANY, true));
    }

    @Test
    void codeIsReadButNotWrittenInBulk() {
        memory.onCodeStore((index, length) -> { });
        memory.markCode((int) FIRST);
        assertEquals(0x1000, mmu.bulk.readable(FIRST, 1, MANY));
        assertEquals(0, mmu.bulk.fill(FIRST, 1, 1, MANY));
        assertEquals(0, mmu.bulk.copy(SECOND, FIRST, 1, MANY));
    }
}
