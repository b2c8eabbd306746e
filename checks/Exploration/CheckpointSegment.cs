using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// How far a search was when it was saved; and, in a file, all that is new since the segment before. The numbers and the content
/// that follows them have a SHA-256 checksum each, so a segment that was cut short and one that was damaged can be told apart.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CheckpointSegment
{
    private int States { get; init; }

    private int Expanded { get; init; }

    private int LevelEnd { get; init; }

    private int Levels { get; init; }

    private int FirstParts { get; init; }

    private int SecondParts { get; init; }

    private int Ends { get; init; }

    private int Violations { get; init; }

    private long Transitions { get; init; }

    private long ContentLength { get; init; }

    /// <summary>Appends what a graph has gained since the last segment.</summary>
    public static CheckpointSegment Write(Stream file, StateGraph graph, CheckpointSegment last)
    {
        var segment = new CheckpointSegment
        {
            States = graph.States.Count,
            Expanded = graph.Expanded,
            LevelEnd = graph.LevelEnd,
            Levels = graph.LevelStarts.Count,
            FirstParts = graph.Parts.ElementAtOrDefault(0)?.Count ?? 0,
            SecondParts = graph.Parts.ElementAtOrDefault(1)?.Count ?? 0,
            Ends = graph.Ends.Count,
            Violations = graph.Violations.Count,
            Transitions = graph.Transitions,
        };
        long length = 0;
        segment.VisitContent(graph, last, bytes => length += bytes.Length);
        segment = segment with { ContentLength = length };

        ReadOnlySpan<byte> numbers = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref segment, 1));
        file.Write(numbers);
        file.Write(SHA256.HashData(numbers));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        segment.VisitContent(graph, last, bytes =>
        {
            hash.AppendData(bytes);
            file.Write(bytes);
        });
        file.Write(hash.GetHashAndReset());
        return segment;
    }

    /// <summary>Reads the next segment into a graph; false at the end of the file, or where a segment was cut short.</summary>
    /// <exception cref="InvalidDataException">The segment is damaged.</exception>
    public static bool TryRead(Stream file, StateGraph graph, CheckpointSegment last, out CheckpointSegment segment)
    {
        segment = default;
        Span<byte> numbers = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref segment, 1));
        Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
        if (file.Length - file.Position < numbers.Length + checksum.Length) return false;

        file.ReadExactly(numbers);
        file.ReadExactly(checksum);
        if (!checksum.SequenceEqual(SHA256.HashData(numbers))) throw new InvalidDataException();
        if (file.Length - file.Position < segment.ContentLength + checksum.Length) return false;

        segment.MakeRoom(graph, last);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        segment.VisitContent(graph, last, bytes =>
        {
            file.ReadExactly(bytes);
            hash.AppendData(bytes);
        });
        file.ReadExactly(checksum);
        if (!checksum.SequenceEqual(hash.GetHashAndReset())) throw new InvalidDataException();
        for (int part = 0; part < graph.Parts.Count; part++) graph.Parts[part].Index(last.PartsOf(part));
        return true;
    }

    private int PartsOf(int part) => part == 0 ? FirstParts : SecondParts;

    private void MakeRoom(StateGraph graph, CheckpointSegment last)
    {
        graph.States.Extend(States - last.States);
        for (int part = 0; part < graph.Parts.Count; part++) graph.Parts[part].Extend(PartsOf(part) - last.PartsOf(part));
        CollectionsMarshal.SetCount(graph.LevelStarts, Levels);
        CollectionsMarshal.SetCount(graph.Ends, Ends);
        CollectionsMarshal.SetCount(graph.Violations, Violations);
        graph.Expanded = Expanded;
        graph.LevelEnd = LevelEnd;
        graph.Transitions = Transitions;
    }

    /// <summary>Goes through the bytes of what is new, to count, write or fill them.</summary>
    private void VisitContent(StateGraph graph, CheckpointSegment last, Action<Span<byte>> visit)
    {
        for (int part = 0; part < graph.Parts.Count; part++) graph.Parts[part].VisitBytes(last.PartsOf(part), PartsOf(part), visit);
        graph.States.VisitBytes(last.States, States, visit);
        graph.States.VisitWitnessBytes(last.Expanded, Expanded, visit);
        visit(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(graph.LevelStarts)[last.Levels..]));
        visit(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(graph.Ends)[last.Ends..]));
        visit(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(graph.Violations)[last.Violations..]));
    }
}
