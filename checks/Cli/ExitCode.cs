namespace RaceModel.Checks.Cli;

/// <summary>What the tool's exit status says.</summary>
internal enum ExitCode
{
    /// <summary>No property is violated, and each was judged; for a comparison: the table is complete.</summary>
    Success = 0,

    /// <summary>A property is violated, or a replay ends as its schedule says.</summary>
    Violated = 1,

    /// <summary>The command line or a file is wrong; nothing was run.</summary>
    BadInput = 2,

    /// <summary>A search stopped before it could tell.</summary>
    Inconclusive = 3,
}
