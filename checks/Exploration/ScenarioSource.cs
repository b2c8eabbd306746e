using RaceModel.Checks.Exploration.Caching;
using RaceModel.Checks.Exploration.Storage;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Exploration;

/// <summary>A scenario's transition system, seen from a state of one's choice on.</summary>
internal struct ScenarioSource : IScenarioSource
{
    private readonly CompactCodec _codec;
    private readonly Lazy<StepKnowledge> _knowledge;
    private StepCache? _steps;

    public ScenarioSource(TransitionSystem system, State start)
    {
        (System, Start) = (system, start);
        CompactCodec codec = new(system.Codec);
        _codec = codec;
        _knowledge = new(() => new StepKnowledge(system, codec));
    }

    public ScenarioSource(TransitionSystem system) : this(system, system.Initial)
    {
    }

    public TransitionSystem System { get; }

    public State Start { get; }

    /// <summary>What is known of the steps.</summary>
    public readonly StepKnowledge Knowledge => _knowledge.Value;

    /// <summary>How states are stored.</summary>
    public readonly CompactCodec Codec => _codec;

    public readonly IReadOnlyList<PartTable> Parts => [_codec.Host.Values, _codec.Devices.Values];

    public readonly int WordCount => 1;

    public readonly int MaxSuccessors => System.ProcessCount;

    public readonly void WriteInitial(Span<ulong> state) => state[0] = Store(Start);

    public void Prepare() => _steps = new(Knowledge);

    public readonly int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts) =>
        _steps!.Expand(state[0], successors, facts);

    /// <summary>A state as the model knows it.</summary>
    public readonly State Load(ReadOnlySpan<ulong> state) => _codec.Load(state[0]);

    /// <summary>A state as a search stores it.</summary>
    public readonly ulong Store(in State state) => _codec.Store(state);

    public readonly IReadOnlyCollection<State> StatesLike(in State state) => [state];

    public readonly Savings? SavingsIn(StateGraph graph) => null;

    public readonly int[] StepsOf(IReadOnlyList<int> edges, Property? violated) => [.. edges];

    /// <summary>The number of a state that a search of this source has found.</summary>
    public readonly int Find(StateGraph graph, in State state) => graph.Table.Find([Store(state)]);

    public readonly bool IsEnd(ReadOnlySpan<ulong> state) => System.IsEnd(Load(state));
}
