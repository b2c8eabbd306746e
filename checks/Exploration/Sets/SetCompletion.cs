namespace RaceModel.Checks.Exploration.Sets;

/// <summary>
/// Finds the states from which no end can be reached, of a complete search. From the farthest level to the nearest, a state that has a step to one that
/// reaches an end is settled. That misses only steps to a nearer state that is settled later, so what is left is looked at again
/// until a pass settles nothing.
/// </summary>
internal sealed class SetCompletion(SetSearch search)
{
    private readonly StateSet _reaching = new();

    /// <summary>The nearest level with such states, and these; −1 if there are none.</summary>
    /// <param name="watch">The limits of the search.</param>
    /// <param name="stopReason">Why it stopped before it could tell; null if it could.</param>
    public (int Depth, StateBlock[] Stuck) FindNearestStuck(LimitWatch watch, out string? stopReason)
    {
        foreach (EndState end in search.Ends) _reaching.Add(StateBlock.Of(end.Stored));

        StateBlock[][] open = [.. search.Levels.Select(level => level.Blocks)];
        for (bool settles = true; settles;)
        {
            settles = false;
            for (int depth = open.Length - 1; depth >= 0; depth--)
            {
                stopReason = watch.FindReasonToStop(search);
                if (stopReason is not null) return (-1, []);

                settles |= Settle(ref open[depth]);
            }
        }

        stopReason = null;
        int nearest = Array.FindIndex(open, blocks => blocks.Length > 0);
        return (nearest, nearest < 0 ? [] : open[nearest]);
    }

    /// <summary>Settles states of a level, and leaves those that are not.</summary>
    /// <returns>Whether there were any.</returns>
    private bool Settle(ref StateBlock[] open)
    {
        ulong[] settled = search.Select(open, _reaching);
        List<StateBlock> left = [];
        bool any = false;
        for (int block = 0; block < open.Length; block++)
        {
            ulong reaching = settled[block] | (_reaching.StatesIn(open[block].Key) & open[block].States), unsettled = open[block].States & ~reaching;
            if (reaching != 0) any |= _reaching.Add(open[block].Key, reaching) != 0;
            if (unsettled != 0) left.Add(open[block] with { States = unsettled });
        }

        open = [.. left];
        return any;
    }
}
