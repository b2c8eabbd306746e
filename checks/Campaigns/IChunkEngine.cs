namespace RaceModel.Checks.Campaigns;

/// <summary>Does the work of one test, piece by piece. Several workers may be at different pieces at once.</summary>
internal interface IChunkEngine
{
    /// <param name="chunk">The piece of work.</param>
    /// <param name="findReasonToStop">Is asked often; if it gives a reason, the piece is left unfinished.</param>
    ChunkResult Run(Chunk chunk, Func<string?> findReasonToStop);
}
