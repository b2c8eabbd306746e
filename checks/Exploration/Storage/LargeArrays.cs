using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Storage;

/// <summary>Arrays that a collection leaves where they are if they are large: to copy them takes longer than it saves.</summary>
internal static class LargeArrays
{
    private const int LargeBytes = 4 << 20;

    public static T[] Allocate<T>(int length) where T : unmanaged => GC.AllocateArray<T>(length, pinned: IsLarge<T>(length));

    /// <summary>The same, with values that are arbitrary until they are set.</summary>
    public static T[] AllocateUninitialized<T>(int length) where T : unmanaged =>
        GC.AllocateUninitializedArray<T>(length, pinned: IsLarge<T>(length));

    private static bool IsLarge<T>(int length) => (long)length * Unsafe.SizeOf<T>() >= LargeBytes;
}
