using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Explanations;

/// <summary>Which part of a protocol is changed.</summary>
internal enum ProtocolPart
{
    Unmap,
    Query,
    FinalQuery,
    Enable,
}

/// <summary>A protocol with one primitive changed. All interleavings were searched: the property holds, and nothing is violated anew.</summary>
/// <param name="Part">The part of the protocol that is changed.</param>
/// <param name="Text">What is changed, such as <c>replace clear-pte by exchange-pte in call 2</c>.</param>
/// <param name="Scenario">The changed scenario.</param>
/// <param name="Result">Its complete check.</param>
internal sealed record ProtocolChange(ProtocolPart Part, string Text, Scenario Scenario, CheckResult Result)
{
    /// <summary>The changed part as it is written inline.</summary>
    public string PartText => Part switch
    {
        ProtocolPart.Unmap => Scenario.Protocol.Unmap.Text,
        ProtocolPart.Query => Scenario.Protocol.Query.Text,
        ProtocolPart.FinalQuery => Scenario.Protocol.FinalQuery!.Text,
        _ => Scenario.Protocol.Enable.Text,
    };
}

/// <summary>What the search for a single change that repairs the protocol found.</summary>
/// <param name="Repair">The first one that does; null if none was found.</param>
/// <param name="Refuted">How many changes were shown not to do it.</param>
/// <param name="NotTried">How many could not be judged within the effort allowed.</param>
internal sealed record ProtocolChangeSearch(ProtocolChange? Repair, int Refuted, int NotTried);
