namespace RaceModel.Checks.Scheduling;

/// <summary>Counts how often a run goes from one process to another.</summary>
internal static class ContextSwitches
{
    public static int Count(ReadOnlySpan<byte> processes)
    {
        int switches = 0;
        for (int step = 1; step < processes.Length; step++)
        {
            if (processes[step] != processes[step - 1]) switches++;
        }

        return switches;
    }
}
