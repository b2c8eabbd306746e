using System.Collections.Immutable;
using System.Text;

namespace RaceModel;

/// <summary>
/// Protocols as text: a call is its primitives in brackets, <c>[test-and-clear-dirty, flush]</c>; an unmap is one or more calls,
/// <c>[read-dirty][clear-pte, flush]</c>.
/// </summary>
public static class ProtocolText
{
    /// <summary>Reads an unmap of one or more calls; its name is its own text.</summary>
    /// <exception cref="ModelSyntaxException">The text is not a list of calls.</exception>
    public static UnmapProtocol ParseUnmap(string text)
    {
        var reader = new WordReader(text);
        ImmutableArray<ImmutableArray<Primitive>>.Builder calls = ImmutableArray.CreateBuilder<ImmutableArray<Primitive>>();
        do calls.Add(ReadCall(reader));
        while (!reader.AtEnd);

        var unmap = new UnmapProtocol("", calls.ToImmutable());
        return unmap with { Name = unmap.Text };
    }

    /// <summary>Reads one call; its name is its own text.</summary>
    /// <exception cref="ModelSyntaxException">The text is not one call.</exception>
    public static DriverCall ParseCall(string text)
    {
        var reader = new WordReader(text);
        ImmutableArray<Primitive> primitives = ReadCall(reader);
        if (!reader.AtEnd) throw reader.Unexpected("the end: this is a single call");
        return new(Write(primitives), primitives);
    }

    /// <summary>Writes one call.</summary>
    public static string Write(ImmutableArray<Primitive> call) => Write(call, shortened: null);

    /// <summary>The same, with the primitive marked that leaves out the last page of its range: no parser reads that.</summary>
    internal static string Write(ImmutableArray<Primitive> call, int? shortened) =>
        $"[{string.Join(", ", call.Select((primitive, index) => Words.Of(primitive) + (index == shortened ? " (last page left out)" : "")))}]";

    /// <summary>The same for several calls; the primitive is counted over all of them.</summary>
    internal static string Write(ImmutableArray<ImmutableArray<Primitive>> calls, int? shortened)
    {
        var text = new StringBuilder();
        foreach (ImmutableArray<Primitive> call in calls)
        {
            text.Append(Write(call, shortened));
            shortened -= call.Length;
        }

        return text.ToString();
    }

    private static ImmutableArray<Primitive> ReadCall(WordReader reader)
    {
        if (!reader.TryTake('[')) throw reader.Unexpected("'[' before the primitives of a call");

        ImmutableArray<Primitive>.Builder primitives = ImmutableArray.CreateBuilder<Primitive>();
        if (reader.TryTake(']')) return primitives.ToImmutable();
        do primitives.Add(ReadPrimitive(reader));
        while (reader.TryTake(','));

        if (!reader.TryTake(']')) throw reader.Unexpected("',' or ']' after a primitive");
        return primitives.ToImmutable();
    }

    private static Primitive ReadPrimitive(WordReader reader)
    {
        string word = reader.TakeWord("a primitive");
        return Words.TryParse(word, out Primitive primitive)
            ? primitive
            : throw reader.UnknownWord("primitive", word, Words.All<Primitive>());
    }
}
