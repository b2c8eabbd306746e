namespace RaceModel.Checks.Synthesis;

/// <summary>The part of a protocol that is looked for; the others are given.</summary>
internal enum ProtocolPart
{
    /// <summary>What an unmap does during the migration.</summary>
    Unmap,

    /// <summary>The query of each round and, unless another is given, the last one.</summary>
    Query,

    /// <summary>What switches tracking on.</summary>
    Enable,

    /// <summary>The last query, after the devices have stopped.</summary>
    FinalQuery,
}

/// <summary>Facts about parts.</summary>
internal static class ProtocolPartExtensions
{
    /// <summary>The thread of the VMM that runs the part.</summary>
    public static VmmThread Thread(this ProtocolPart part) => part == ProtocolPart.Unmap ? VmmThread.Trap : VmmThread.Migration;

    /// <summary>The protocol with one part replaced.</summary>
    public static Protocol With(this Protocol protocol, ProtocolPart part, Candidate candidate) => part switch
    {
        ProtocolPart.Unmap => protocol with { Unmap = candidate.Unmap },
        ProtocolPart.Query => protocol with { Query = candidate.DriverCall },
        ProtocolPart.Enable => protocol with { Enable = candidate.DriverCall },
        _ => protocol with { FinalQuery = candidate.DriverCall },
    };

    /// <summary>A part of a protocol, as a candidate for itself.</summary>
    public static Candidate CandidateOf(this Protocol protocol, ProtocolPart part) => part switch
    {
        ProtocolPart.Unmap => new(protocol.Unmap.Calls, protocol.Unmap.ShortenedPrimitive),
        ProtocolPart.Query => Of(protocol.Query),
        ProtocolPart.Enable => Of(protocol.Enable),
        _ => Of(protocol.FinalQuery ?? protocol.Query),
    };

    private static Candidate Of(DriverCall call) => new([call.Primitives], call.ShortenedPrimitive);
}
