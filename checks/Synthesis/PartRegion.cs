namespace RaceModel.Checks.Synthesis;

/// <summary>Where a part of the protocol stands in the program of its thread: from its first instruction up to the return that ends it.</summary>
internal readonly record struct PartRegion(int Start, int End)
{
    public bool Contains(ThreadPosition position) => position.Instruction >= Start && position.Instruction < End;

    /// <summary>All places of a part: a query is run several times.</summary>
    public static PartRegion[] Find(CompiledScenario scenario, ProtocolPart part) => part == ProtocolPart.Unmap
        ? [new(scenario.ProtocolUnmapStart, scenario.TrapProgram.Length - 1)]
        : [.. CallsOf(scenario.MigrationProgram).Where(call => Belongs(part, call.Kind, scenario)).Select(call => call.Region)];

    private static bool Belongs(ProtocolPart part, ProtocolPart kind, CompiledScenario scenario) =>
        part == kind || (part == ProtocolPart.Query && kind == ProtocolPart.FinalQuery && scenario.Scenario.Protocol.FinalQuery is null);

    private static List<(ProtocolPart Kind, PartRegion Region)> CallsOf(ReadOnlySpan<VmmInstruction> program)
    {
        List<(ProtocolPart Kind, PartRegion Region)> calls = [];
        int start = 0;
        for (int index = 0; index < program.Length; index++)
        {
            switch (program[index].Operation)
            {
                case VmmOperation.Enter or VmmOperation.EnterWhenQuiet:
                    start = index + 1;
                    break;
                case VmmOperation.ReturnFromEnable:
                    calls.Add((ProtocolPart.Enable, new(start, index)));
                    break;
                case VmmOperation.ReturnAndUnlock:
                    bool isFinal = program[start - 1].Operation == VmmOperation.EnterWhenQuiet;
                    calls.Add((isFinal ? ProtocolPart.FinalQuery : ProtocolPart.Query, new(start, index)));
                    break;
            }
        }

        return calls;
    }
}
