using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Cli;

/// <summary>How a search may leave states out and still tell the truth.</summary>
internal sealed class ReductionOptions
{
    private readonly Option<Reductions> _reduce = new("--reduce")
    {
        Description = "Searches fewer states for the same verdicts: por (one order of steps that commute), local (states with one way on are not "
            + "stored), symmetry (states that differ in the numbers of interchangeable devices and requests are stored once), several with commas, or "
            + "all. With por or local, a schedule to a violation is not always a shortest one. Default: none.",
        HelpName = "none|all|por,local,symmetry",
        CustomParser = Parse,
    };

    public ReductionOptions() => _reduce.CompletionSources.Add([.. ReductionWords.Known]);

    public Option Option => _reduce;

    public Reductions Read(ParseResult parse) => parse.GetValue(_reduce);

    private static Reductions Parse(ArgumentResult result)
    {
        Reductions reductions = Reductions.None;
        foreach (string word in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (ReductionWords.Find(word) is { } found) reductions |= found;
            else result.AddError($"--reduce: {NearestName.Unknown("reduction", word, ReductionWords.Known)}");
        }

        return reductions;
    }
}
