using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A source that remembers steps takes those that the model takes, whether it learns a step or has learned it.</summary>
public class StepCacheTests
{
    [Fact]
    public void RememberedStepsAreThoseOfTheModel() => RandomCheck.ForAllSmall(150, maxStates: 20_000, search =>
    {
        var source = new ScenarioSource(search.System);
        ScenarioSource remembering = source;
        remembering.Prepare();
        var words = new ulong[source.MaxSuccessors];
        var facts = new Successor[source.MaxSuccessors];
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (State state in search.States)
            {
                int count = remembering.Expand([source.Store(state)], words, facts);

                int expected = 0;
                for (int process = 0; process < search.System.ProcessCount; process++)
                {
                    State after = state;
                    if (!search.System.TryStep(ref after, process, out PropertySet violated)) continue;
                    Assert.Equal(new Successor((byte)process, violated), facts[expected]);
                    Assert.Equal(after, source.Load(words.AsSpan(expected++, 1)));
                }

                Assert.Equal(expected, count);
            }
        }
    });
}
