using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Counterexamples;

/// <summary>
/// The parts of a protocol as saved scenarios have them: as in a catalogue, and with the primitive of a mutant that leaves out the last
/// page of its range. Protocols of one's own cannot have that, as the semantics do not know it.
/// </summary>
internal static class SavedProtocolFormats
{
    /// <summary>The key of a part: the number of the primitive, counted from 1 over all calls.</summary>
    public const string ShortenedKey = "lastPageLeftOutBy";

    public static SectionFormat<DriverCall> Enable { get; } = Calls(SectionFormats.Enable);

    public static SectionFormat<DriverCall> Query { get; } = Calls(SectionFormats.Query);

    public static SectionFormat<UnmapProtocol> Unmap { get; } = Saved(
        SectionFormats.Unmap, (entry, unmap) => unmap with { ShortenedPrimitive = ReadShortened(entry, unmap.Calls.SelectMany(call => call)) });

    private static SectionFormat<DriverCall> Calls(SectionFormat<DriverCall> format) =>
        Saved(format, (entry, call) => call with { ShortenedPrimitive = ReadShortened(entry, call.Primitives) });

    private static SectionFormat<TPart> Saved<TPart>(SectionFormat<TPart> format, Func<JsonEntry, TPart, TPart> shorten) =>
        format with { Keys = format.Keys.Add(ShortenedKey), Read = (entry, known) => shorten(entry, format.Read(entry, known)) };

    /// <exception cref="InputException">There is no such primitive, or it has no range.</exception>
    private static int? ReadShortened(JsonEntry entry, IEnumerable<Primitive> primitives)
    {
        if (entry.Find(ShortenedKey) is not { } value) return null;

        Primitive[] all = [.. primitives];
        int number = entry.Number(ShortenedKey, all.Length, otherwise: 0);
        if (number == 0) throw entry.File.Wrong(value, $"'{ShortenedKey}' counts primitives from 1");
        return all[number - 1].HasRange()
            ? number - 1
            : throw entry.File.Wrong(value, $"primitive {number} is {Words.Of(all[number - 1])}, which has no range");
    }
}
