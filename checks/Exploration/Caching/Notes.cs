using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>
/// What is known of numbered things, 0 if nothing is. Workers read and write it without locks: what a worker notes while
/// another makes room may be lost, and is then found out again.
/// </summary>
internal sealed class Notes<T> where T : unmanaged
{
    private readonly Lock _growing = new();
    private T[] _notes = [];

    /// <summary>What is known of a thing.</summary>
    public T this[int number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            T[] notes = _notes;
            return (uint)number < (uint)notes.Length ? notes[number] : default;
        }

        set
        {
            if ((uint)number >= (uint)_notes.Length) Grow(number + 1);
            _notes[number] = value;
        }
    }

    /// <summary>What is known of things whose numbers follow one another, to be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Of(int first, int count)
    {
        if ((uint)(first + count) > (uint)_notes.Length) Grow(first + count);
        return _notes.AsSpan(first, count);
    }

    private void Grow(int count)
    {
        lock (_growing)
        {
            if (count <= _notes.Length) return;
            T[] notes = LargeArrays.Allocate<T>(Math.Max(2 * _notes.Length, count));
            _notes.CopyTo(notes, 0);
            Volatile.Write(ref _notes, notes);
        }
    }
}
