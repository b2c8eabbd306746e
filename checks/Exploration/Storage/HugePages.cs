using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RaceModel.Checks.Exploration.Storage;

/// <summary>
/// Asks Linux to back large arrays with pages of 2 MiB: a search reads memory at random, and with small pages most reads would
/// miss the TLB as well as the caches. Large arrays are never moved.
/// </summary>
internal static class HugePages
{
    private const nuint PageSize = 2 << 20;
    private const int LargeBytes = 4 << 20, AdviseHugePages = 14;

    public static T[] AllocateZeroed<T>(int length) where T : unmanaged
    {
        // Memory is backed when it is first touched: it must not be cleared before it is asked for.
        T[] array = AllocateUninitialized<T>(length);
        Array.Clear(array);
        return array;
    }

    public static T[] AllocateUninitialized<T>(int length) where T : unmanaged
    {
        bool isLarge = (long)length * Unsafe.SizeOf<T>() >= LargeBytes;
        T[] array = GC.AllocateUninitializedArray<T>(length, pinned: isLarge);
        if (isLarge && OperatingSystem.IsLinux()) Advise(array);
        return array;
    }

    private static unsafe void Advise<T>(T[] array) where T : unmanaged
    {
        fixed (T* start = array)
        {
            nuint first = ((nuint)start + PageSize - 1) & ~(PageSize - 1), end = ((nuint)start + ((nuint)array.Length * (nuint)sizeof(T))) & ~(PageSize - 1);
            if (first < end) _ = madvise(first, end - first, AdviseHugePages);
        }
    }

    [DllImport("libc")]
    private static extern int madvise(nuint address, nuint length, int advice);
}
