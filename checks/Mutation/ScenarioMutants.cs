using RaceModel.Checks.Comparison;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Checks.Mutation;

/// <summary>All mutants of a protocol on its hardware.</summary>
internal static class ScenarioMutants
{
    /// <param name="original">The protocol on its hardware.</param>
    /// <param name="parts">What is mutated.</param>
    public static IEnumerable<ScenarioMutant> Of(Contender original, IEnumerable<MutatedPart> parts) => parts.SelectMany(part => part switch
    {
        MutatedPart.Hardware => OfHardware(original),
        MutatedPart.Unmap => OfCalls(original, part, ProtocolPart.Unmap).Concat(OfLock(original)),
        MutatedPart.Query => OfCalls(original, part, ProtocolPart.Query).Concat(OfQuerySettings(original)),
        MutatedPart.FinalQuery => OfCalls(original, part, ProtocolPart.FinalQuery),
        _ => OfCalls(original, part, ProtocolPart.Enable),
    });

    private static IEnumerable<ScenarioMutant> OfHardware(Contender original)
    {
        foreach ((string change, HardwareProfile hardware) in HardwareMutants.Of(original.Hardware))
        {
            HardwareProfile named = hardware with { Name = $"{hardware.Name}, {change}" };
            yield return new(MutatedPart.Hardware, MutationOperator.Set, original with { Label = change, Hardware = named });
        }
    }

    private static IEnumerable<ScenarioMutant> OfCalls(Contender original, MutatedPart part, ProtocolPart mutated) =>
        CallMutants.Of(original.Protocol.CandidateOf(mutated), mayHaveMoreCalls: mutated == ProtocolPart.Unmap).Select(mutant => new ScenarioMutant(
            part,
            mutant.Operator,
            original with { Label = mutant.Candidate.Text, Protocol = original.Protocol.With(mutated, mutant.Candidate) }));

    // The lock of an unmap of one call is held over the whole unmap either way.
    private static IEnumerable<ScenarioMutant> OfLock(Contender original)
    {
        Protocol protocol = original.Protocol;
        if (protocol.Unmap.Calls.Length > 1)
        {
            string change = $"big lock {(protocol.BigLock ? "off" : "on")}";
            yield return Setting(original, MutatedPart.Unmap, change, protocol with { BigLock = !protocol.BigLock });
        }
    }

    private static IEnumerable<ScenarioMutant> OfQuerySettings(Contender original)
    {
        Protocol protocol = original.Protocol;
        foreach (Enumeration other in Enum.GetValues<Enumeration>().Where(other => other != protocol.Enumerate))
            yield return Setting(original, MutatedPart.Query, $"enumerate {Words.Of(other)}", protocol with { Enumerate = other });
        foreach (CopyOrder other in Enum.GetValues<CopyOrder>().Where(other => other != protocol.CopyOrder))
            yield return Setting(original, MutatedPart.Query, Words.Of(other), protocol with { CopyOrder = other });
    }

    private static ScenarioMutant Setting(Contender original, MutatedPart part, string change, Protocol protocol) =>
        new(part, MutationOperator.Set, original with { Label = change, Protocol = protocol });
}
