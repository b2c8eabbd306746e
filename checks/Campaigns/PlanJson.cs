using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>A test's plan as result files hold it: everything that its result follows from.</summary>
internal static class PlanJson
{
    private static readonly string[] Keys = ["engine", "strategy", "strategyValue", "iterations", "maxUnfairSteps", "maxFairSteps", "maxStates"];

    public static JObject Write(TestPlan plan)
    {
        var written = new JObject { ["engine"] = Words.Of(plan.Engine), ["maxStates"] = plan.MaxStates };
        if (plan.Engine == TestEngine.Exhaustive) return written;

        written["strategy"] = Words.Of(plan.Strategy);
        written["strategyValue"] = plan.StrategyValue;
        written["iterations"] = plan.Iterations;
        written["maxUnfairSteps"] = plan.Steps.MaxUnfairSteps;
        written["maxFairSteps"] = plan.Steps.MaxFairSteps;
        return written;
    }

    /// <exception cref="InputException">Something in it is wrong.</exception>
    public static TestPlan Read(JsonFile file, JToken value)
    {
        var entry = new JsonEntry(file, value, "plan of a test", "plan", Keys);
        var otherwise = new TestPlan();
        return otherwise with
        {
            Engine = entry.Word("engine", otherwise.Engine),
            Strategy = entry.Word("strategy", otherwise.Strategy),
            StrategyValue = entry.Find("strategyValue") is { Type: not JTokenType.Null } ? entry.Number("strategyValue", int.MaxValue, 0) : null,
            Iterations = entry.Number("iterations", int.MaxValue, otherwise.Iterations),
            MaxStates = entry.Number("maxStates", int.MaxValue, otherwise.MaxStates),
            Steps = new ExecutionLimits
            {
                MaxUnfairSteps = entry.Number("maxUnfairSteps", int.MaxValue, otherwise.Steps.MaxUnfairSteps),
                MaxFairSteps = entry.Number("maxFairSteps", int.MaxValue, otherwise.Steps.MaxFairSteps),
            },
        };
    }
}
