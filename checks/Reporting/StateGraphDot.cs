using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Reporting;

/// <summary>
/// All reachable states of a small scenario for Graphviz: one node a state, one edge a step. Steps that violate a property and the states
/// from which no switch-over can be reached (octagons) are red, a shortest schedule to the violation is bold.
/// </summary>
internal static class StateGraphDot
{
    /// <summary>With more states a drawing shows nothing any more.</summary>
    public const int MostStates = 2_000;

    /// <param name="scenario">What is drawn; it has few states.</param>
    /// <param name="violation">The violation whose schedule is drawn bold; null for none.</param>
    public static IEnumerable<string> Lines(Scenario scenario, Verdict? violation)
    {
        TransitionSystem system = TransitionSystem.Of(scenario);
        var source = new ScenarioSource(system);
        StateGraph graph = BreadthFirstSearch.Run(source, new SearchLimits());
        HashSet<(int From, int To)> path = violation is null ? [] : Path(source, graph, violation.Processes!);
        HashSet<int> stuck = Stuck(source, graph), ends = [.. graph.Ends];
        yield return "digraph states {";
        yield return "    rankdir=TB;";
        yield return "    node [shape=circle, fontsize=9, width=0.4, fixedsize=true];";
        yield return "    edge [fontsize=8];";
        for (int state = 0; state < graph.States.Count; state++)
        {
            string shape = ends.Contains(state) ? ", shape=doublecircle" : "";
            string colour = stuck.Contains(state) ? ", shape=octagon, style=filled, fillcolor=tomato" : state == 0 ? ", style=filled, fillcolor=lightgrey" : "";
            string bold = path.Any(edge => edge.To == state || edge.From == state) ? ", penwidth=3" : "";
            yield return $"    {state} [label=\"{state}\"{shape}{colour}{bold}];";
        }

        for (int state = 0; state < graph.States.Count; state++)
        {
            foreach ((int target, Transition transition) in Successors(source, graph, state))
            {
                string colour = transition.Violated.IsEmpty ? "" : $", color=red, fontcolor=red";
                string violated = transition.Violated.IsEmpty ? "" : $"\\n{string.Join(' ', transition.Violated.Items().Select(property => property.Abbreviation()))}";
                string bold = path.Contains((state, target)) ? ", penwidth=3" : "";
                yield return $"    {state} -> {target} [label=\"{ActorName.Short(transition.Step.Actor)}: {StepLabel.Of(transition.Step)}{violated}\"{colour}{bold}];";
            }
        }

        yield return "}";
    }

    private static IEnumerable<(int Target, Transition Transition)> Successors(ScenarioSource source, StateGraph graph, int state)
    {
        for (int process = 0; process < source.System.ProcessCount; process++)
        {
            State after = source.Load(graph.States[state]);
            if (source.System.TryTransition(ref after, process) is not { } transition) continue;
            yield return (source.Find(graph, after), transition);
        }
    }

    private static HashSet<(int, int)> Path(ScenarioSource source, StateGraph graph, int[] processes)
    {
        HashSet<(int, int)> path = [];
        int from = 0;
        foreach (TraceStep step in Trace.Run(source.System, processes).Steps)
        {
            int to = source.Find(graph, step.After);
            path.Add((from, to));
            from = to;
        }

        return path;
    }

    private static HashSet<int> Stuck(ScenarioSource source, StateGraph graph)
    {
        var predecessors = Enumerable.Range(0, graph.States.Count)
            .SelectMany(state => Successors(source, graph, state).Select(successor => (successor.Target, Source: state)))
            .ToLookup(edge => edge.Target, edge => edge.Source);
        HashSet<int> completing = [.. graph.Ends];
        Stack<int> open = new(completing);
        while (open.TryPop(out int state))
        {
            foreach (int predecessor in predecessors[state])
            {
                if (completing.Add(predecessor)) open.Push(predecessor);
            }
        }

        return [.. Enumerable.Range(0, graph.States.Count).Where(state => !completing.Contains(state))];
    }
}
