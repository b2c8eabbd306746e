using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Coyote;

/// <summary>What the engine says where it was not compiled in.</summary>
internal static partial class CoyoteEngine
{
    private static readonly InputException Missing = new(
        "--engine coyote", "Microsoft Coyote is not compiled in: build with 'dotnet build -c Release -p:Coyote=true', see docs/coyote.md");

    public static partial bool IsCompiledIn => false;

    public static partial CoyoteResult Run(Scenario scenario, PropertySet properties, CoyoteSettings settings) => throw Missing;

    public static partial CoyoteReplay Replay(Scenario scenario, Property property, string trace) => throw Missing;
}
