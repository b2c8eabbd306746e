namespace RaceModel.Checks.Coyote;

/// <summary>
/// The model run by Microsoft Coyote. This declaration is always compiled; its body is in Host with <c>-p:Coyote=true</c>, and an
/// error message otherwise.
/// </summary>
internal static partial class CoyoteEngine
{
    /// <summary>Whether Coyote is compiled in.</summary>
    public static partial bool IsCompiledIn { get; }

    /// <summary>Lets Coyote look for violations.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="properties">What is looked for. A property that was found is not looked for again.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="Catalogues.InputException">Coyote is not compiled in.</exception>
    public static partial CoyoteResult Run(Scenario scenario, PropertySet properties, CoyoteSettings settings);

    /// <summary>Lets Coyote repeat one of its reproducible traces.</summary>
    /// <param name="scenario">What was run.</param>
    /// <param name="property">What the trace violates.</param>
    /// <param name="trace">The trace.</param>
    /// <exception cref="Catalogues.InputException">Coyote is not compiled in, or cannot read the trace.</exception>
    public static partial CoyoteReplay Replay(Scenario scenario, Property property, string trace);
}
