namespace RaceModel.Tests;

/// <summary>
/// Every interleaving of a scenario, one after the other, without any cleverness; and for each its Foata normal form, which is the
/// same for exactly those interleavings that differ in the order of independent steps only (Cartier, Foata 1969).
/// </summary>
internal sealed class AllInterleavings
{
    private readonly TransitionSystem _system;
    private readonly List<(int Process, Footprint Footprint, int Level)> _run = [];

    public AllInterleavings(TransitionSystem system)
    {
        _system = system;
        GoOn(system.Initial);
    }

    public long Count { get; private set; }

    public HashSet<State> Ends { get; } = [];

    public HashSet<string> NormalForms { get; } = new(StringComparer.Ordinal);

    private void GoOn(State state)
    {
        bool isOver = true;
        for (int process = 0; process < _system.ProcessCount; process++)
        {
            State next = state;
            if (_system.TryTransition(ref next, process) is not { } transition) continue;

            isOver = false;
            int level = 1 + _run.Where(earlier => earlier.Process == process || earlier.Footprint.ConflictsWith(transition.Footprint))
                .Select(earlier => earlier.Level).DefaultIfEmpty().Max();
            _run.Add((process, transition.Footprint, level));
            GoOn(next);
            _run.RemoveAt(_run.Count - 1);
        }

        if (!isOver) return;
        Count++;
        Ends.Add(state);
        NormalForms.Add(string.Join(' ', _run.OrderBy(step => step.Level).ThenBy(step => step.Process).Select(step => $"{step.Level}:{step.Process}")));
    }
}
