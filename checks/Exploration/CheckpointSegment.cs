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
    private const int BufferSize = 1 << 20;

    private SearchMark Mark { get; init; }

    private long ContentLength { get; init; }

    /// <summary>Appends what a search has found since the last segment.</summary>
    public static CheckpointSegment Write(Stream file, ISavedSearch search, CheckpointSegment last)
    {
        SearchMark mark = search.Mark.With(search.Parts);
        long length = 0;
        VisitContent(search, last.Mark, mark, bytes => length += bytes.Length);
        var segment = new CheckpointSegment { Mark = mark, ContentLength = length };

        ReadOnlySpan<byte> numbers = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref segment, 1));
        file.Write(numbers);
        file.Write(SHA256.HashData(numbers));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        VisitContent(search, last.Mark, mark, bytes =>
        {
            hash.AppendData(bytes);
            file.Write(bytes);
        });
        file.Write(hash.GetHashAndReset());
        return segment;
    }

    /// <summary>Reads the next segment into a search; false at the end of the file, or where a segment was cut short.</summary>
    /// <exception cref="InvalidDataException">The segment is damaged.</exception>
    public static bool TryRead(Stream file, ISavedSearch search, CheckpointSegment last, out CheckpointSegment segment)
    {
        segment = default;
        Span<byte> numbers = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref segment, 1));
        Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
        if (file.Length - file.Position < numbers.Length + checksum.Length) return false;

        file.ReadExactly(numbers);
        file.ReadExactly(checksum);
        if (!checksum.SequenceEqual(SHA256.HashData(numbers))) throw new InvalidDataException();
        if (file.Length - file.Position < segment.ContentLength + checksum.Length) return false;

        // Nothing is taken over before all of it is known to be intact.
        long start = file.Position;
        byte[] found = HashOf(file, segment.ContentLength);
        file.ReadExactly(checksum);
        if (!checksum.SequenceEqual(found)) throw new InvalidDataException();

        long end = file.Position;
        file.Position = start;
        (SearchMark from, SearchMark to) = (last.Mark, segment.Mark);
        for (int part = 0; part < search.Parts.Count; part++) search.Parts[part].Extend(to.PartsOf(part) - from.PartsOf(part));
        search.MakeRoom(from, to);
        VisitContent(search, from, to, file.ReadExactly);
        for (int part = 0; part < search.Parts.Count; part++) search.Parts[part].Index(from.PartsOf(part));
        file.Position = end;
        return true;
    }

    private static byte[] HashOf(Stream file, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        for (long left = length; left > 0;)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return hash.GetHashAndReset();
    }

    private static void VisitContent(ISavedSearch search, SearchMark from, SearchMark to, Action<Span<byte>> visit)
    {
        for (int part = 0; part < search.Parts.Count; part++) search.Parts[part].VisitBytes(from.PartsOf(part), to.PartsOf(part), visit);
        search.VisitContent(from, to, visit);
    }
}
