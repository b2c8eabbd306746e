using System.Runtime.InteropServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration;

/// <summary>A search that can be saved piece by piece, as it never takes back what it has found.</summary>
internal interface ISavedSearch
{
    /// <summary>How far it has come.</summary>
    SearchMark Mark { get; }

    /// <summary>What stored states refer to.</summary>
    IReadOnlyList<PartTable> Parts { get; }

    /// <summary>Makes room for what was found between two marks.</summary>
    void MakeRoom(SearchMark last, SearchMark next);

    /// <summary>Goes through the bytes of what was found between two marks, to count, write or fill them.</summary>
    void VisitContent(SearchMark last, SearchMark next, Action<Span<byte>> visit);

    /// <summary>Is told that all that was saved is there again.</summary>
    void EndRestoring();
}

/// <summary>How much a search has found of each kind of thing that it keeps.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SearchMark
{
    public long States { get; init; }

    public long Expanded { get; init; }

    public long LevelEnd { get; init; }

    public long Transitions { get; init; }

    public int Levels { get; init; }

    public int Ends { get; init; }

    public int Violations { get; init; }

    private int FirstParts { get; init; }

    private int SecondParts { get; init; }

    private int Unused { get; init; }

    /// <summary>How many values a part of the states has taken.</summary>
    public int PartsOf(int part) => part == 0 ? FirstParts : SecondParts;

    public SearchMark With(IReadOnlyList<PartTable> parts) =>
        this with { FirstParts = parts.ElementAtOrDefault(0)?.Count ?? 0, SecondParts = parts.ElementAtOrDefault(1)?.Count ?? 0 };
}
