namespace RaceModel.Tests.Reference;

/// <summary>The canonical text of what an observer knows of an end state.</summary>
internal static class ReferenceOutcome
{
    public static string Of(ReferenceState s, string observer)
    {
        string awaits = string.Join(',', s.Awaits);
        string loads = string.Join(',', s.Loads);
        string dma = string.Join(',', s.Dma.Select(one => Status(one.Phase)));
        string dst = string.Join(',', s.Dst.Select(content => content.Writer));
        string guest = $"pc={s.Pc} awaits={awaits} loads={loads} dma={dma} dst={dst}";
        return observer == "host" ? $"{guest} faults={string.Join(',', s.Faults)}" : guest;
    }

    private static string Status(ReferencePhase phase) => phase switch
    {
        ReferencePhase.Idle or ReferencePhase.Posted => "not-fetched",
        ReferencePhase.Completed or ReferencePhase.Vanished => "ok",
        ReferencePhase.Failed => "error",
        _ => throw new InvalidOperationException($"A DMA is still {phase} at the end."),
    };
}
