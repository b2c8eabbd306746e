using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>A part of the state, and what one worker knows of the steps of the processes whose position is in it.</summary>
internal sealed class ProcessPart(StatePart part, int firstProcess, int processCount)
{
    // For each value of the part, a step of each process.
    private KnownStep[] _steps = [];
    private readonly List<PartView> _views = [];

    public StatePart Part => part;

    public int FirstProcess => firstProcess;

    /// <summary>What steps write to this part, of whichever process they are.</summary>
    public PartWrites Writes { get; } = new(part);

    /// <summary>What is known of the processes' steps from a value.</summary>
    public Span<KnownStep> StepsFrom(uint value)
    {
        int first = (int)value * processCount;
        if (first + processCount > _steps.Length) Array.Resize(ref _steps, Math.Max(2 * _steps.Length, first + processCount));
        return _steps.AsSpan(first, processCount);
    }

    /// <summary>What a step sees of this part that reads only some bits, in packed words of the whole state.</summary>
    public PartView ViewOf(ReadOnlySpan<ulong> bits)
    {
        foreach (PartView view in _views)
        {
            if (view.IsOf(part.Of(bits))) return view;
        }

        _views.Add(new(part, part.Of(bits).ToArray()));
        return _views[^1];
    }
}
