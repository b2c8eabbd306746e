using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Tests;

/// <summary>
/// Two counters that count up to their limits independently of each other: all interleavings make a grid of
/// (width + 1) x (height + 1) states. The state is padded with words that never change.
/// </summary>
internal readonly struct GridModel(int width, int height, int wordCount = 1) : ITransitionSource
{
    private const int HeightShift = 32;

    public int WordCount => wordCount;

    public int MaxSuccessors => 2;

    public IReadOnlyList<PartTable> Parts => [];

    public void Prepare()
    {
    }

    public void WriteInitial(Span<ulong> state) => state.Clear();

    public int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts)
    {
        // The counters stand in the last word, so that the words before it have to be compared, too.
        ulong counters = state[^1];
        int count = 0;
        successors.Clear();
        if ((uint)counters < width)
        {
            successors[wordCount - 1] = counters + 1;
            facts[count++] = new(Process: 0, default);
        }

        if (counters >> HeightShift < (ulong)height)
        {
            successors[(count * wordCount) + wordCount - 1] = counters + (1UL << HeightShift);
            facts[count++] = new(Process: 1, default);
        }

        return count;
    }

    public bool IsEnd(ReadOnlySpan<ulong> state) => true;
}

/// <summary>
/// A graph written down edge by edge, <c>0>1 1>2! 2>0</c>, state 0 first; <c>!</c> marks a step that violates. Process n takes
/// the edge that is n-th among those of its source.
/// </summary>
internal readonly struct EdgeListModel : ITransitionSource
{
    public static readonly Property Broken = Property.NoLostWrite;

    private readonly ILookup<ulong, (ulong Target, bool Violates)> _edges;
    private readonly int[] _ends;

    public EdgeListModel(string edges, params int[] ends)
    {
        _ends = ends;
        _edges = edges.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(edge => (States: edge.TrimEnd('!').Split('>'), Violates: edge[^1] == '!'))
            .ToLookup(edge => ulong.Parse(edge.States[0], provider: null), edge => (ulong.Parse(edge.States[1], provider: null), edge.Violates));
    }

    public int WordCount => 1;

    public int MaxSuccessors => _edges.Max(source => source.Count());

    public IReadOnlyList<PartTable> Parts => [];

    public void Prepare()
    {
    }

    public void WriteInitial(Span<ulong> state) => state[0] = 0;

    public int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts)
    {
        int count = 0;
        foreach ((ulong target, bool violates) in _edges[state[0]])
        {
            successors[count] = target;
            facts[count] = new((byte)count, violates ? PropertySet.Of(Broken) : default);
            count++;
        }

        return count;
    }

    public bool IsEnd(ReadOnlySpan<ulong> state) => _ends.Contains((int)state[0]);
}
