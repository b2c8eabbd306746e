using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Explanations;

/// <summary>What the last step found: a DMA that may not go where it goes, or one that goes where the guest maps nothing.</summary>
internal static class FaultOrStray
{
    public static Falsification OfFault(Trace trace, Property property)
    {
        (Step step, int before) = LastStep(trace);
        string dma = $"DMA {step.Dma + 1} to IOVA {step.Iova}", asked = AskedText(trace, step.Iova, before);
        if (step.Rule == Rule.Refuse)
        {
            FalsifiedLocation isolated = Falsification.At(trace, Location.Isolated(step.Device), before);
            return new(
                $"{dma} is refused, as device {step.Device} was isolated in step {isolated.LastWrittenBy}; {asked}", [],
                [isolated, Falsification.At(trace, Location.Asked(step.Iova), before)]);
        }

        FalsifiedLocation entry = Falsification.At(trace, Location.Pte(step.Iova), before);
        List<FalsifiedLocation> locations = [entry, Falsification.At(trace, Location.Iotlb(step.Device, step.Iova), before)];
        if (trace.System.Scenario.Hardware.Ats) locations.Add(Falsification.At(trace, Location.DeviceTlb(step.Device, step.Iova), before));
        if (property == Property.NoLegitimateFault) locations.Add(Falsification.At(trace, Location.Asked(step.Iova), before));
        return new($"{dma} finds {entry.Location} {Describe(trace, step.Iova, before)}; {asked}", [], locations);
    }

    public static Falsification OfWriteAfterUnmap(Trace trace)
    {
        (Step step, int before) = LastStep(trace);
        int iova = trace.System.Scenario.Guest.Dmas[step.Dma].Iova;
        FalsifiedLocation[] mappings = [.. Enumerable.Range(0, trace.System.Scenario.Pages)
            .Select(other => Falsification.At(trace, Location.GuestMapping(other), before))
            .Where(mapping => mapping.LastWrittenBy > 0)];
        string told = string.Join(" and ", mappings.Select(mapping => $"'{mapping.Location}: {mapping.Value}' in step {mapping.LastWrittenBy}"));
        return new(
            $"DMA {step.Dma + 1} to IOVA {iova} lands in page {step.Page}; the guest was told {told}", [],
            [.. mappings, Falsification.At(trace, Location.Ram(step.Page), before + 1)]);
    }

    private static (Step Step, int Before) LastStep(Trace trace) => (trace.Steps[^1].Transition.Step, trace.Steps.Count - 1);

    private static string Describe(Trace trace, int iova, int before)
    {
        State state = trace.StateAfter(before);
        IoPageTableEntry entry = new Machine<NoProbe>(ref state, trace.System.Compiled, default).Pte(iova);
        return entry.AllowsWrites ? "present and writable" : entry.Present ? "present and read-only" : "not present";
    }

    private static string AskedText(Trace trace, int iova, int before)
    {
        FalsifiedLocation asked = Falsification.At(trace, Location.Asked(iova), before);
        State state = trace.StateAfter(before);
        bool isAsked = new Machine<NoProbe>(ref state, trace.System.Compiled, default).Asked(iova);
        return isAsked ? $"the guest asked for the unmap in step {asked.LastWrittenBy}" : "the guest has not asked to unmap it";
    }
}
