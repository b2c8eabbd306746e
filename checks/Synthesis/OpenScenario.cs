using System.Collections.Immutable;

namespace RaceModel.Checks.Synthesis;

/// <summary>
/// A scenario with one part of the protocol left open. In its place stands a menu, each primitive once; the thread that runs the part
/// is put before any of them. So the rules of the model themselves run all candidates, primitive by primitive, and what two candidates
/// begin with is run once.
/// </summary>
internal sealed class OpenScenario
{
    private const int StatesToLeave = 50_000;
    private static readonly ImmutableArray<Primitive> Menu = [.. Enum.GetValues<Primitive>()];

    private readonly StateLayout.Field _positionField;
    private readonly PartRegion[] _regions;
    private readonly (int First, int End)[] _instructionsOf = new (int, int)[Menu.Length + 1];
    private readonly VmmInstruction[] _program;
    private readonly Dictionary<State, bool> _leaves = [];

    public OpenScenario(Scenario scenario, ProtocolPart part)
    {
        System = TransitionSystem.Of(scenario with { Protocol = scenario.Protocol.With(part, MenuOf(part)) });
        Process = TransitionSystem.ProcessOf(part == ProtocolPart.Unmap ? Actor.VmmTrapThread : Actor.VmmMigrationThread);
        _positionField = StateLayout.ThreadPosition(part.Thread());
        _regions = PartRegion.Find(System.Compiled, part);
        _program = [.. part == ProtocolPart.Unmap ? System.Compiled.TrapProgram : System.Compiled.MigrationProgram];
        FindPrimitives();
    }

    /// <summary>Follows the primitives in the order of their declaration: one call returns and the next one begins.</summary>
    public static int CallBoundary => Menu.Length;

    /// <summary>All primitives, and a call boundary after them, where the part can have one.</summary>
    public static Candidate MenuOf(ProtocolPart part) => part == ProtocolPart.Unmap ? new([Menu, []]) : new([Menu]);

    public TransitionSystem System { get; }

    /// <summary>The process that runs the open part.</summary>
    public int Process { get; }

    public ThreadPosition PositionIn(in State state) =>
        new((uint)state.Get(_positionField.Word, _positionField.Shift, _positionField.Width));

    /// <summary>Whether the thread stands where the open part begins.</summary>
    public bool IsAtStart(in State state)
    {
        ThreadPosition position = PositionIn(state);
        return Array.Exists(_regions, region => position == ThreadPosition.At(region.Start));
    }

    /// <summary>The state with the thread before a primitive or a call boundary.</summary>
    /// <param name="state">A state in which the thread stands at the start of the part.</param>
    /// <param name="symbol">The primitive, or <see cref="CallBoundary"/>.</param>
    /// <param name="end">The instruction at which it will be done.</param>
    public State Before(State state, int symbol, out int end)
    {
        int start = PositionIn(state).Instruction;
        (int first, int last) = _instructionsOf[symbol];
        end = start + last;
        return At(state, start + first);
    }

    /// <summary>The state with the thread where it stands at the start of the part again.</summary>
    public State AtStart(State state) => At(state, RegionOf(state).Start);

    /// <summary>The state with the thread before the return that ends the part.</summary>
    public State AtEnd(State state) => At(state, RegionOf(state).End);

    /// <summary>Whether the thread is at a walk of a query that has no entry left to visit: it goes on without a step.</summary>
    public bool IsPassedOver(State state)
    {
        ThreadPosition position = PositionIn(state);
        VmmInstruction instruction = _program[position.Instruction];
        if (instruction.Operation != VmmOperation.Walk || instruction.Call == CallKind.Unmap || position.Halfway) return false;

        var machine = new Machine<NoProbe>(ref state, System.Compiled, default);
        for (int iova = position.Cursor; iova < System.Compiled.Pages; iova++)
        {
            if (VmmMigrationThread.IsVisited(ref machine, instruction.Call, iova)) return false;
        }

        return true;
    }

    /// <summary>Whether the thread can get past the instruction that it is at; yes if that cannot be told.</summary>
    public bool CanLeaveInstruction(in State state)
    {
        if (!_leaves.TryGetValue(state, out bool leaves)) _leaves.Add(state, leaves = SearchForLeaving(state));
        return leaves;
    }

    private bool SearchForLeaving(State from)
    {
        int instruction = PositionIn(from).Instruction;
        HashSet<State> seen = [from];
        Queue<State> waiting = new([from]);
        while (waiting.TryDequeue(out State state))
        {
            for (int process = 0; process < System.ProcessCount; process++)
            {
                State next = state;
                if (!System.TryStep(ref next, process, out _) || !seen.Add(next)) continue;
                if (PositionIn(next).Instruction != instruction || System.IsEnd(next) || seen.Count > StatesToLeave) return true;
                waiting.Enqueue(next);
            }
        }

        return false;
    }

    private void FindPrimitives()
    {
        int start = _regions.Length == 0 ? 0 : _regions[0].Start, index = start;
        foreach (Primitive primitive in Menu)
        {
            int first = index;
            while (IsPartOf(_program[index], primitive)) index++;
            _instructionsOf[(int)primitive] = (first - start, index - start);
        }

        _instructionsOf[CallBoundary] = (index - start, _regions.Length == 0 ? 0 : _regions[0].End - start);
    }

    private static bool IsPartOf(VmmInstruction instruction, Primitive primitive) => instruction.Primitive == primitive && instruction.Operation
        is VmmOperation.Walk or VmmOperation.SetTracking or VmmOperation.InvalidateIotlb or VmmOperation.InvalidateDeviceTlb or VmmOperation.Wait;

    private PartRegion RegionOf(in State state)
    {
        int instruction = PositionIn(state).Instruction;
        return _regions.First(region => instruction >= region.Start && instruction <= region.End);
    }

    private State At(State state, int instruction)
    {
        state.Set(_positionField.Word, _positionField.Shift, _positionField.Width, ThreadPosition.At(instruction).Bits);
        return state;
    }
}
