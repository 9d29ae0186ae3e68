package dev.ringside.emulator.platform;

import dev.ringside.emulator.cpu.Cpu;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Who hears of the calls that reach a platform, and who is asked before one is answered. While there is nobody, nothing is paid: a platform
 * makes an {@link AbiCall} only if {@link #heard} or {@link #intercepted} says so. On the machine's thread.
 */
public final class AbiCalls {
    /** Hears of a call that has been answered. It must not change the guest. */
    @FunctionalInterface
    public interface Listener {
        /** A call, with its results. */
        void answered(Cpu cpu, AbiCall call);
    }

    /** Is asked before a call is answered. */
    @FunctionalInterface
    public interface Interceptor {
        /**
         * The guest calls, and nothing has happened yet. It may throw {@link Cpu#hold}: then the guest stands before the calling
         * instruction, and this is asked again when it runs again.
         *
         * @param call without results
         * @return a result: the platform does nothing and the guest gets this; empty to let it answer
         */
        OptionalLong calls(Cpu cpu, AbiCall call);
    }

    // Replaced, never changed: who is told may leave.
    private List<Listener> listeners = List.of();
    private List<Interceptor> interceptors = List.of();

    /** From now on {@code listener} hears of every call. */
    public void listen(Listener listener) {
        listeners = with(listeners, listener);
    }

    /** From now on {@code listener} hears of every call. */
    public void listen(Consumer<AbiCall> listener) {
        listen((cpu, call) -> listener.accept(call));
    }

    /** {@code listener} hears no more. */
    public void removeListener(Listener listener) {
        listeners = without(listeners, listener);
    }

    /** From now on {@code interceptor} is asked; after those who came before, until one has a result. */
    public void intercept(Interceptor interceptor) {
        interceptors = with(interceptors, interceptor);
    }

    /** {@code interceptor} is asked no more. */
    public void removeInterceptor(Interceptor interceptor) {
        interceptors = without(interceptors, interceptor);
    }

    /** Whether somebody hears of calls. */
    public boolean heard() {
        return !listeners.isEmpty();
    }

    /** Whether somebody is asked before calls are answered. */
    public boolean intercepted() {
        return !interceptors.isEmpty();
    }

    /** Tells of a call that has been answered. */
    public void answered(Cpu cpu, AbiCall call) {
        for (Listener listener : listeners) {
            listener.answered(cpu, call);
        }
    }

    /** Asks who is asked before a call is answered. */
    public OptionalLong ask(Cpu cpu, AbiCall call) {
        for (Interceptor interceptor : interceptors) {
            OptionalLong result = interceptor.calls(cpu, call);
            if (result.isPresent()) {
                return result;
            }
        }
        return OptionalLong.empty();
    }

    private static <T> List<T> with(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    private static <T> List<T> without(List<T> list, T one) {
        return list.stream().filter(other -> other != one).toList();
    }
}
