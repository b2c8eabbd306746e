using System.Collections;

namespace RaceModel.Checks.Exploration;

/// <summary>Which states can reach an end: a state can if it is an end or a successor can.</summary>
/// <remarks>
/// Edges are not stored, but for one successor of each state, its witness. To follow the witnesses settles nearly all states; the few
/// others, whose witnesses lead around a cycle or into a dead end, are expanded again, from the farthest to the nearest. Such a pass
/// misses only steps to a nearer state that is settled after it was looked at; if there was one, what is left needs another pass.
/// </remarks>
internal sealed class BackwardReachability<TSource> where TSource : struct, ITransitionSource
{
    private readonly TSource _source;
    private readonly StateGraph _graph;
    private readonly BitArray _reaches, _isAwaited;
    private readonly ulong[] _successors;
    private readonly Successor[] _facts;
    private bool _awaitedSettled;

    public BackwardReachability(TSource source, StateGraph graph)
    {
        source.Prepare();
        _source = source;
        _graph = graph;
        _reaches = new BitArray(graph.States.Count);
        _isAwaited = new BitArray(graph.States.Count);
        _successors = new ulong[source.MaxSuccessors * source.WordCount];
        _facts = new Successor[source.MaxSuccessors];
        foreach (int end in graph.Ends) _reaches[end] = true;
        FollowWitnesses();
    }

    /// <summary>Whether a state can reach an end, as far as is known of its successors.</summary>
    public bool Settles(int state)
    {
        if (_reaches[state]) return true;
        if (!ReachesThroughSuccessor(state)) return false;

        _reaches[state] = true;
        _awaitedSettled |= _isAwaited[state];
        return true;
    }

    /// <summary>Whether the pass that ends here has settled a state that a farther one had looked at before.</summary>
    public bool NeedsAnotherPass()
    {
        bool needed = _awaitedSettled;
        _awaitedSettled = false;
        return needed;
    }

    /// <summary>Settles each state from which one witness after the other leads to an end.</summary>
    private void FollowWitnesses()
    {
        var isFollowed = new BitArray(_graph.States.Count);
        for (int start = _graph.States.Count - 1; start >= 0; start--)
        {
            int state = start;
            for (; state >= 0 && !_reaches[state] && !isFollowed[state]; state = _graph.States.WitnessOf(state)) isFollowed[state] = true;
            if (state < 0 || !_reaches[state]) continue;
            for (state = start; !_reaches[state]; state = _graph.States.WitnessOf(state)) _reaches[state] = true;
        }
    }

    private bool ReachesThroughSuccessor(int state)
    {
        int width = _source.WordCount, count = _source.Expand(_graph.States[state], _successors, _facts);
        for (int index = 0; index < count; index++)
        {
            int successor = _graph.Table.Find(_successors.AsSpan(index * width, width));
            if (_reaches[successor]) return true;
            if (successor < state) _isAwaited[successor] = true;
        }

        return false;
    }
}
