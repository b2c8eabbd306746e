namespace RaceModel.Tests.Reference;

/// <summary>The names of the nine properties.</summary>
internal static class ReferenceProperties
{
    public const string NoLostWrite = "no-lost-write";
    public const string NoLostAckedWrite = "no-lost-acked-write";
    public const string NoTimeTravel = "no-time-travel";
    public const string NoUnrecoverableFault = "no-unrecoverable-fault";
    public const string NoProtectionFault = "no-protection-fault";
    public const string NoLegitimateFault = "no-legitimate-fault";
    public const string NoWriteAfterUnmap = "no-write-after-unmap";
    public const string AlwaysCompletes = "always-completes";
    public const string RefinesNoMigration = "refines-no-migration";
}
