namespace RaceModel.Checks.Exploration;

/// <summary>For each expanded state, one of its successors; −1 for a state that has none.</summary>
internal sealed class StateWitnesses
{
    private int[] _successors = [];

    /// <summary>The bytes that hold them.</summary>
    public long Bytes => _successors.LongLength * sizeof(int);

    public int this[int state]
    {
        get => _successors[state];
        set => _successors[state] = value;
    }

    /// <summary>The witnesses of a run of states.</summary>
    public Span<int> Of(int state, int count) => _successors.AsSpan(state, count);

    /// <summary>Makes room for states up to a number.</summary>
    public void Reserve(int states)
    {
        int known = _successors.Length;
        if (states <= known) return;
        Array.Resize(ref _successors, Math.Max(states, known * 2));
        _successors.AsSpan(known).Fill(-1);
    }
}
