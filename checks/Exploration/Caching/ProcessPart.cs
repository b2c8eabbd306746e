using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>A part of the state, and what is known of the steps of the processes whose position is in it.</summary>
/// <param name="part">The part.</param>
/// <param name="firstProcess">The first of these processes.</param>
/// <param name="count">How many they are.</param>
internal sealed class ProcessPart(StatePart part, int firstProcess, int count)
{
    private readonly Notes<ulong> _steps = new();
    private readonly List<PartView> _views = [];

    public StatePart Part => part;

    public int FirstProcess => firstProcess;

    /// <summary>How many processes have their position in this part.</summary>
    public int ProcessCount => count;

    /// <summary>What steps write to this part, of whichever process they are.</summary>
    public PartWrites Writes { get; } = new(part);

    /// <summary>What is known of a process's step from a value; the first of the part's processes is 0.</summary>
    public KnownStep StepFrom(uint value, int index) => new(_steps[((int)value * count) + index]);

    /// <summary>The same of all of them, as <see cref="KnownStep.Bits"/>.</summary>
    public ReadOnlySpan<ulong> StepsFrom(uint value) => _steps.Of((int)value * count, count);

    public void Note(uint value, int index, KnownStep step) => _steps[((int)value * count) + index] = step.Bits;

    /// <summary>What a step sees of this part that reads only some bits, in packed words of the whole state.</summary>
    public PartView ViewOf(ReadOnlySpan<ulong> bits)
    {
        lock (_views)
        {
            foreach (PartView view in _views)
            {
                if (view.IsOf(part.Of(bits))) return view;
            }

            _views.Add(new(part, part.Of(bits).ToArray()));
            return _views[^1];
        }
    }
}
