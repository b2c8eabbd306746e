using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RaceModel.Checks.Exploration.Storage;

/// <summary>Arrays that a collection leaves where they are if they are large, as copying them takes longer than it saves.</summary>
internal static class LargeArrays
{
    private const int LargeBytes = 4 << 20;

    public static T[] Allocate<T>(int length) where T : unmanaged
    {
        T[] array = GC.AllocateArray<T>(length, pinned: IsLarge<T>(length));
        if (IsLarge<T>(length)) WriteEachPage(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }

    /// <summary>The same, with values that are arbitrary until they are set.</summary>
    public static T[] AllocateUninitialized<T>(int length) where T : unmanaged =>
        GC.AllocateUninitializedArray<T>(length, pinned: IsLarge<T>(length));

    // A page that is read before it is written stands for zeros that all memory shares; the first write then exchanges it, for which the
    // kernel interrupts all processors.
    private static void WriteEachPage(Span<byte> bytes)
    {
        for (int first = 0; first < bytes.Length; first += Environment.SystemPageSize) bytes[first] = 0;
    }

    private static bool IsLarge<T>(int length) => (long)length * Unsafe.SizeOf<T>() >= LargeBytes;
}
