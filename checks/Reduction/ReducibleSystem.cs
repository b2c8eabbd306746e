using RaceModel.Checks.Exploration.Caching;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Reduction;

/// <summary>A scenario's steps, and what the choice among them needs to know; for all workers.</summary>
internal sealed class ReducibleSystem
{
    private readonly FutureAccesses _futures;
    private readonly StepFootprints _footprints;
    private readonly StepKnowledge _knowledge;

    public ReducibleSystem(TransitionSystem system)
    {
        System = system;
        Codec = new(system.Codec);
        _futures = new(system.Compiled);
        _footprints = new(_futures);
        _knowledge = new(system, Codec, _footprints.NumberOf);
    }

    public TransitionSystem System { get; }

    /// <summary>How states are stored.</summary>
    public CompactCodec Codec { get; }

    /// <summary>Where the processes stand in stored states, for one worker.</summary>
    public Situations CreateSituations() => new(_knowledge, Codec, _futures);

    /// <summary>The choice of steps, for one worker.</summary>
    public PersistentSets CreateSets() => new(_knowledge, _footprints, CreateSituations());
}
