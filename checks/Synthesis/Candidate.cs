using System.Collections.Immutable;

namespace RaceModel.Checks.Synthesis;

/// <summary>A protocol that is tried: one or more calls of primitives; two with the same text are the same.</summary>
/// <param name="Calls">The calls.</param>
/// <param name="ShortenedPrimitive">The primitive of a mutant, from 0 up over all calls, that leaves out the last page of its range.</param>
internal sealed record Candidate(ImmutableArray<ImmutableArray<Primitive>> Calls, int? ShortenedPrimitive = null)
{
    public string Text { get; } = ProtocolText.Write(Calls, ShortenedPrimitive);

    public UnmapProtocol Unmap => new(Text, Calls) { ShortenedPrimitive = ShortenedPrimitive };

    /// <summary>The candidate as a query or as what switches tracking on: such a part is one call.</summary>
    public DriverCall DriverCall => new(Text, Calls.Single()) { ShortenedPrimitive = ShortenedPrimitive };

    public ProtocolCost Cost => ProtocolCost.Of(Unmap);

    public int Length => Calls.Sum(call => call.Length);

    public bool Equals(Candidate? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The candidates with one primitive less, or with two calls made one.</summary>
    public IEnumerable<Candidate> Simpler()
    {
        for (int call = 0; call < Calls.Length; call++)
        {
            for (int index = 0; index < Calls[call].Length; index++)
            {
                ImmutableArray<Primitive> rest = Calls[call].RemoveAt(index);
                yield return new(rest.IsEmpty && Calls.Length > 1 ? Calls.RemoveAt(call) : Calls.SetItem(call, rest));
            }

            if (call > 0) yield return new(Calls.RemoveAt(call).SetItem(call - 1, Calls[call - 1].AddRange(Calls[call])));
        }
    }
}
