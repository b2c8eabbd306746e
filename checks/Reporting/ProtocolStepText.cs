using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Reporting;

/// <summary>The steps of a protocol in words, for those that no run took.</summary>
internal static class ProtocolStepText
{
    /// <summary>What neither thread of the VMM ever did, such as <c>unmap thread, step 5 of 8: flush: wait</c>.</summary>
    public static IEnumerable<string> NeverTaken(TransitionSystem system, Coverage coverage) =>
    [
        .. NeverTaken("unmap thread", system.Compiled.TrapProgram.ToArray(), coverage.Trap),
        .. NeverTaken("migration thread", system.Compiled.MigrationProgram.ToArray(), coverage.Migration),
    ];

    private static IEnumerable<string> NeverTaken(string thread, VmmInstruction[] program, InstructionSet taken)
    {
        if (taken.Count == 0) return [$"{thread}, all {program.Length} steps"];
        return Enumerable.Range(0, program.Length).Where(step => !taken.Contains(step))
            .Select(step => $"{thread}, step {step + 1} of {program.Length}: {Describe(program[step])}");
    }

    private static string Describe(VmmInstruction instruction) => (instruction.Call == CallKind.Unmap ? "" : $"{Words.Of(instruction.Call)}: ")
        + instruction.Operation switch
        {
            VmmOperation.EnterUnmap or VmmOperation.Enter => "take the lock",
            VmmOperation.EnterWhenQuiet => "take the lock once no DMA is in flight",
            VmmOperation.Walk or VmmOperation.SetTracking => Words.Of(instruction.Primitive),
            VmmOperation.InvalidateIotlb => $"{Words.Of(instruction.Primitive)}: invalidate the IOTLB",
            VmmOperation.InvalidateDeviceTlb => $"{Words.Of(instruction.Primitive)}: invalidate the device TLB",
            VmmOperation.Wait => $"{Words.Of(instruction.Primitive)}: wait",
            VmmOperation.CopyPages => "copy pages",
            VmmOperation.Freeze => "freeze the guest",
            VmmOperation.Stop => "stop the devices",
            VmmOperation.SwitchOver or VmmOperation.SwitchOverWithoutMigration => "switch over",
            _ => "return",
        };
}
