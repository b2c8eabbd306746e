using System.Collections.Immutable;

namespace RaceModel.Checks.Explanations;

/// <summary>A protocol that differs from another one in a single primitive.</summary>
/// <param name="Part">Where they differ.</param>
/// <param name="Text">How, such as <c>replace clear-pte by exchange-pte in call 2</c>.</param>
/// <param name="Protocol">The changed protocol.</param>
/// <param name="Replaced">The primitive that is gone or moved; null if one is only added.</param>
/// <param name="Cost">What decides which change is tried first: reporting pages that nobody wrote is dearer than any step.</param>
internal sealed record ChangedProtocol(
    ProtocolPart Part, string Text, Protocol Protocol, Primitive? Replaced, (bool ReportsUnwritten, int Steps, int Flushes, int Walks) Cost);

/// <summary>One primitive of a call changed.</summary>
internal readonly record struct CallEdit(string Text, ImmutableArray<Primitive> Call, Primitive? Added = null, Primitive? Replaced = null);

/// <summary>
/// All protocols that differ from a given one in one primitive inserted, removed or replaced, or in two neighbours in the other order:
/// changes of the unmap first, and the cheaper ones of each part first; of those that cost the same, those of a racing primitive. A part
/// in which a primitive leaves out a page is changed in that alone.
/// </summary>
internal static class ProtocolChanges
{
    public static IEnumerable<ChangedProtocol> Of(Protocol protocol, IReadOnlyCollection<Primitive> racing) => OfUnmap(protocol)
        .Concat(OfCall(ProtocolPart.Query, protocol.Query, call => protocol with { Query = call }))
        .Concat(protocol.FinalQuery is { } final ? OfCall(ProtocolPart.FinalQuery, final, call => protocol with { FinalQuery = call }) : [])
        .Concat(OfCall(ProtocolPart.Enable, protocol.Enable, call => protocol with { Enable = call }))
        .OrderBy(change => change.Part).ThenBy(change => change.Cost)
        .ThenBy(change => change.Replaced is not { } replaced || !racing.Contains(replaced));

    private static IEnumerable<ChangedProtocol> OfUnmap(Protocol protocol)
    {
        if (protocol.Unmap.ShortenedPrimitive is not { } shortened) return EditedUnmaps(protocol);

        UnmapProtocol whole = protocol.Unmap with { ShortenedPrimitive = null };
        Primitive primitive = whole.Calls.SelectMany(call => call).ElementAt(shortened);
        return [WholeRange(ProtocolPart.Unmap, primitive, protocol with { Unmap = whole with { Name = whole.Text } }, whole)];
    }

    private static IEnumerable<ChangedProtocol> EditedUnmaps(Protocol protocol)
    {
        ImmutableArray<ImmutableArray<Primitive>> calls = protocol.Unmap.Calls;
        for (int call = 0; call < calls.Length; call++)
        {
            foreach (CallEdit edit in Edits(calls[call]))
            {
                var unmap = new UnmapProtocol("", calls.SetItem(call, edit.Call));
                if (!StillUnmaps(unmap, protocol.Unmap)) continue;
                yield return new(
                    ProtocolPart.Unmap,
                    calls.Length == 1 ? edit.Text : $"{edit.Text} in call {call + 1}",
                    protocol with { Unmap = unmap with { Name = unmap.Text } },
                    edit.Replaced,
                    CostOf(edit.Added, unmap));
            }
        }
    }

    private static IEnumerable<ChangedProtocol> OfCall(ProtocolPart part, DriverCall call, Func<DriverCall, Protocol> change)
    {
        if (call.ShortenedPrimitive is { } shortened)
            return [WholeRange(part, call.Primitives[shortened], change(CallOf(call.Primitives)), new("", [call.Primitives]))];

        return Edits(call.Primitives).Select(edit => new ChangedProtocol(
            part, edit.Text, change(CallOf(edit.Call)), edit.Replaced, CostOf(edit.Added, new("", [edit.Call]))));
    }

    private static DriverCall CallOf(ImmutableArray<Primitive> primitives) => new(ProtocolText.Write(primitives), primitives);

    private static ChangedProtocol WholeRange(ProtocolPart part, Primitive primitive, Protocol changed, UnmapProtocol whole) =>
        new(part, $"do {Words.Of(primitive)} on the last page of its range, too", changed, primitive, CostOf(added: null, whole));

    private static (bool ReportsUnwritten, int Steps, int Flushes, int Walks) CostOf(Primitive? added, UnmapProtocol changed)
    {
        var cost = ProtocolCost.Of(changed);
        return (added == Primitive.ReportAll, cost.Steps, cost.Flushes, cost.Walks);
    }

    /// <summary>An unmap that leaves the entry or its cached copies in place repairs nothing.</summary>
    private static bool StillUnmaps(UnmapProtocol changed, UnmapProtocol original) =>
        ClearsEntry(changed) && (InvalidatesAfterwards(changed) || !InvalidatesAfterwards(original));

    private static bool ClearsEntry(UnmapProtocol unmap) => unmap.Calls.SelectMany(call => call).Any(Clears);

    private static bool InvalidatesAfterwards(UnmapProtocol unmap) =>
        unmap.Calls.SelectMany(call => call).Reverse().TakeWhile(primitive => !Clears(primitive)).Any(primitive => primitive.Waits());

    private static bool Clears(Primitive primitive) => primitive is Primitive.ClearPte or Primitive.ExchangePte
        or Primitive.LoadStoreClearPte or Primitive.CompareExchangeStalePte;

    private static IEnumerable<CallEdit> Edits(ImmutableArray<Primitive> call)
    {
        for (int index = 0; index < call.Length; index++)
        {
            yield return new($"remove {Nth(call, index)}", call.RemoveAt(index), Replaced: call[index]);
            if (index + 1 == call.Length || call[index] == call[index + 1]) continue;
            ImmutableArray<Primitive> exchanged = call.SetItem(index, call[index + 1]).SetItem(index + 1, call[index]);
            yield return new($"put {Nth(call, index + 1)} before {Nth(call, index)}", exchanged, Replaced: call[index]);
        }

        foreach (Primitive primitive in Enum.GetValues<Primitive>())
        {
            for (int index = 0; index < call.Length; index++)
            {
                if (call[index] == primitive) continue;
                yield return new($"replace {Nth(call, index)} by {Words.Of(primitive)}", call.SetItem(index, primitive), primitive, call[index]);
            }

            for (int index = 0; index <= call.Length; index++)
            {
                string place = index < call.Length ? $"before {Nth(call, index)}" : "at the end";
                yield return new($"insert {Words.Of(primitive)} {place}", call.Insert(index, primitive), primitive);
            }
        }
    }

    private static string Nth(ImmutableArray<Primitive> call, int index)
    {
        string word = Words.Of(call[index]);
        if (call.Count(primitive => primitive == call[index]) == 1) return word;
        return $"{word} (primitive {index + 1})";
    }
}
