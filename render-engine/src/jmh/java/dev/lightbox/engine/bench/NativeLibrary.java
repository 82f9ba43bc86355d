package dev.lightbox.engine.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** A shared library of the machine, as method handles. Loaded for the life of the process. */
final class NativeLibrary {

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    /** size_t and unsigned long. */
    static final ValueLayout.OfLong SIZE = ValueLayout.JAVA_LONG;

    static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    private final SymbolLookup symbols;

    private NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** @param file such as {@code libdeflate.so.0}; empty where the machine has none */
    static Optional<NativeLibrary> find(String file) {
        try {
            return Optional.of(new NativeLibrary(SymbolLookup.libraryLookup(file, Arena.global())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param result empty for void */
    MethodHandle function(String name, Optional<MemoryLayout> result, MemoryLayout... parameters) {
        FunctionDescriptor type = result.isPresent()
                ? FunctionDescriptor.of(result.get(), parameters)
                : FunctionDescriptor.ofVoid(parameters);
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), type);
    }

    MethodHandle toInt(String name, MemoryLayout... parameters) {
        return function(name, Optional.of(INT), parameters);
    }

    MethodHandle toSize(String name, MemoryLayout... parameters) {
        return function(name, Optional.of(SIZE), parameters);
    }

    MethodHandle toPointer(String name, MemoryLayout... parameters) {
        return function(name, Optional.of(POINTER), parameters);
    }

    MethodHandle toVoid(String name, MemoryLayout... parameters) {
        return function(name, Optional.empty(), parameters);
    }
}
