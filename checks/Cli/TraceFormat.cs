namespace RaceModel.Checks.Cli;

/// <summary>How a command that shows a schedule writes it.</summary>
internal enum TraceFormat
{
    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>For a mailing list: plain text of 72 columns.</summary>
    Mail,

    /// <summary>A sequence diagram for Markdown pages.</summary>
    Mermaid,

    /// <summary>A drawing of all states, for Graphviz.</summary>
    Dot,
}
