namespace RaceModel.Checks.Cli;

/// <summary>What the tool's exit status says.</summary>
internal enum ExitCode
{
    /// <summary>No property is violated, and each was judged; a comparison is complete; a campaign gives what is expected.</summary>
    Success = 0,

    /// <summary>A property is violated, a replay ends as its schedule says, or a campaign does not give what is expected.</summary>
    Violated = 1,

    /// <summary>The command line or a file is wrong; nothing was run.</summary>
    BadInput = 2,

    /// <summary>A search or a campaign stopped before it could tell.</summary>
    Inconclusive = 3,
}
