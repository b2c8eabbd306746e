namespace RaceModel.Checks.Exploration;

/// <summary>A scenario's transition system, seen from a state of one's choice on.</summary>
internal readonly struct ScenarioSource(TransitionSystem system, State start) : ITransitionSource
{
    public ScenarioSource(TransitionSystem system) : this(system, system.Initial)
    {
    }

    public TransitionSystem System => system;

    public int WordCount => system.Codec.WordCount;

    public int MaxSuccessors => system.ProcessCount;

    public void WriteInitial(Span<ulong> state) => system.Codec.Pack(start, state);

    public int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts)
    {
        StateCodec codec = system.Codec;
        State source = codec.Unpack(state);
        State target = source;
        int width = codec.WordCount, count = 0;
        for (int process = 0; process < system.ProcessCount; process++)
        {
            if (!system.TryStep(ref target, process, out PropertySet violated)) continue;
            codec.Pack(target, successors.Slice(count * width, width));
            facts[count++] = new((byte)process, violated);
            target = source;
        }

        return count;
    }

    public bool IsEnd(ReadOnlySpan<ulong> state) => system.IsEnd(system.Codec.Unpack(state));
}
