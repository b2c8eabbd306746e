using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>
/// What is known of numbered things, a word for each, 0 if nothing is. Workers read and write it without locks: what a worker notes while
/// another makes room may be lost, and is then found out again.
/// </summary>
internal sealed class Notes
{
    private readonly Lock _growing = new();
    private ulong[] _words = [];

    /// <summary>The word of a thing.</summary>
    public ulong this[int number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ulong[] words = _words;
            return (uint)number < (uint)words.Length ? words[number] : 0;
        }

        set
        {
            if ((uint)number >= (uint)_words.Length) Grow(number + 1);
            _words[number] = value;
        }
    }

    /// <summary>The words of things whose numbers follow one another, to be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<ulong> Of(int first, int count)
    {
        if ((uint)(first + count) > (uint)_words.Length) Grow(first + count);
        return _words.AsSpan(first, count);
    }

    private void Grow(int count)
    {
        lock (_growing)
        {
            if (count <= _words.Length) return;
            var words = new ulong[Math.Max(2 * _words.Length, count)];
            _words.CopyTo(words, 0);
            Volatile.Write(ref _words, words);
        }
    }
}
