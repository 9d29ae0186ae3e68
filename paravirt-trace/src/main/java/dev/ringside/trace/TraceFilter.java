package dev.ringside.trace;

import dev.ringside.emulator.platform.AbiCall;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Chooses events.
 *
 * @param name a glob over the call's name, case-insensitive; {@code *} stands for any text, {@code ?} for one character
 * @param kind only calls of this kind
 * @param cpu  only calls of this CPU
 * @param from only calls at or after this instruction count
 * @param to   only calls before this instruction count
 */
public record TraceFilter(Optional<String> name, Optional<AbiCall.Kind> kind, Optional<Integer> cpu, long from, long to) {
    /** Lets everything through. */
    public static final TraceFilter ALL = new TraceFilter(Optional.empty(), Optional.empty(), Optional.empty(), 0, Long.MAX_VALUE);

    /** The filter as a test, with the glob compiled once. */
    public Predicate<AbiCall> predicate() {
        Predicate<String> nameTest = name.map(glob -> glob(glob).asMatchPredicate()).orElse(_ -> true);
        return call -> call.instructions() >= from && call.instructions() < to
            && kind.map(k -> k == call.kind()).orElse(true)
            && cpu.map(c -> c == call.cpu()).orElse(true)
            && nameTest.test(call.name());
    }

    /**
     * Chooses by a list of words: an event is chosen when one of them is its kind or a glob that fits its name.
     *
     * @param words separated by commas, as in {@code hypercall,KVM_*}
     */
    public static Predicate<AbiCall> selector(String words) {
        Predicate<AbiCall> any = _ -> false;
        for (String word : words.split(",")) {
            Predicate<String> name = glob(word).asMatchPredicate();
            any = any.or(call -> call.kind().label().equals(word) || name.test(call.name()));
        }
        return any;
    }

    private static Pattern glob(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            switch (glob.charAt(i)) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(glob.substring(i, i + 1)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
