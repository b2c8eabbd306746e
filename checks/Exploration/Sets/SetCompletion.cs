namespace RaceModel.Checks.Exploration.Sets;

/// <summary>
/// Finds the states from which no end can be reached, of a complete search. From the farthest level to the nearest, a state that has a
/// step to one that is settled is settled, too. That misses only steps to a state that is settled later, so what is left is looked at
/// again until a pass settles nothing.
/// </summary>
internal sealed class SetCompletion(SetSearch search)
{
    private readonly TargetSet _settled = new();

    /// <summary>The nearest level with such states, and these; −1 if there are none.</summary>
    /// <param name="watch">The limits of the search.</param>
    /// <param name="stopReason">Why it stopped before it could tell; null if it could.</param>
    public (int Depth, StateBlock[] Stuck) FindNearestStuck(LimitWatch watch, out string? stopReason)
    {
        foreach (EndState end in search.Ends) _settled.Add(StateBlock.Of(end.Stored));

        StateBlock[][] open = [.. search.Levels.Select(level => level.Blocks)];
        for (bool settles = true; settles;)
        {
            settles = false;
            for (int depth = open.Length - 1; depth >= 0; depth--)
            {
                stopReason = watch.FindReasonToStop(search);
                if (stopReason is not null) return (-1, []);

                settles |= TrySettle(ref open[depth]);
            }
        }

        stopReason = null;
        int nearest = Array.FindIndex(open, blocks => blocks.Length > 0);
        return (nearest, nearest < 0 ? [] : open[nearest]);
    }

    /// <summary>Settles states of a level, and leaves those that are not.</summary>
    /// <returns>Whether there were any.</returns>
    private bool TrySettle(ref StateBlock[] open)
    {
        ulong[] leading = search.Select(open, StepGoal.Into(_settled));
        List<StateBlock> left = [];
        bool any = false;
        for (int block = 0; block < open.Length; block++)
        {
            if (leading[block] != 0) any |= _settled.Add(open[block] with { States = leading[block] }) != 0;
            ulong unsettled = open[block].States & ~leading[block];
            if (unsettled != 0) unsettled &= ~_settled.StatesIn(open[block].Key);
            if (unsettled != 0) left.Add(open[block] with { States = unsettled });
        }

        open = [.. left];
        return any;
    }
}
